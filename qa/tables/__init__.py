"""A table: documents down, questions across, each cell answered from its one document."""

from qa.tables.fill import MOST_CELLS, stream, table
from qa.tables.questions import Column, read_columns
from qa.tables.types import Cell, Row, Table

__all__ = ["MOST_CELLS", "Cell", "Column", "Row", "Table", "read_columns", "stream", "table"]
