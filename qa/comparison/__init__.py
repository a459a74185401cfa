"""What sources say against one another: versions of a report, and reports that disagree."""
