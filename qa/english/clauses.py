"""Where a sentence has parts that can be said, or left out, by themselves."""

import re

BOUNDARY = re.compile(
    r"\s?(?:;|:|—|–(?=\s)|\s-(?=\s))\s+"
    r"|,\s+(?=(?:and|but|while|whereas|although|though|because|since|after|before|when|where|which"
    r"|who|whose|with|as|so|yet|or|then|including|making|leaving|killing|injuring|according)\b)"
    r"|\s+(?=(?:because|although|though|while|whereas|after|before|despite|thanks to|in order to"
    r"|so that|until|unless|which|who)\s)"
    r"|,\s+(?=\w+(?:ing|ed)\s)"
    r"|\s+(?=and (?:\w+ly )?(?:\w+ed|was|were|is|are|has|had|will|would|said|told|took|went|came"
    r"|won|lost|made|left|put|set|hit|the|he|she|it|they|its|their|his|her)\s)",
    re.IGNORECASE,
)
"""What stands between two parts of a sentence."""

JOINT = re.compile(
    r"(?:and|but|yet|or|so|while|whereas|although|though|then)\s+(?=\w+\s)", re.IGNORECASE
)
"""A word that joins a part to what stands before it, and says nothing of its own."""
