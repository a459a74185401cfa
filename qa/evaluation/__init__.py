"""How good the answers are: gold questions, measures, runs and their comparison."""
