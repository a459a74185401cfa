"""An index made to mirror folders: what is new, changed, gone, or only out of sight."""
