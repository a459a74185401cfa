"""What a claim is called that stands beside another one of a later or an earlier time."""

ORDERS = {-1: "Before that", 1: "Since then"}
"""By `Claim.order`; what stands in front of a claim."""
