"""Tables as an Excel workbook, a sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

# Of a sheet of Excel, with its head.
_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767


def write_workbook(tables: Mapping[str, pd.DataFrame], file: IO[bytes], most_rows: int = _MOST_ROWS) -> None:
    """Write each table as a sheet, those that are longer than a sheet may be as several: ``points``, ``points_2``."""
    book = Workbook(write_only=True)
    for name, frame in tables.items():
        for number, part in enumerate(_parts(frame, most_rows - 1)):
            _write_sheet(book.create_sheet(name if number == 0 else f"{name}_{number + 1}"), part)
    book.save(file)


def _parts(frame: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    for start in range(0, max(len(frame), 1), size):
        yield frame.iloc[start : start + size]


def _write_sheet(sheet: WriteOnlyWorksheet, frame: pd.DataFrame) -> None:
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, name) for name in frame.columns]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    texts = [not pd.api.types.is_numeric_dtype(dtype) for dtype in frame.dtypes]
    columns = [
        _texts(sheet, frame[name]) if text else frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name, text in zip(frame.columns, texts, strict=True)
    ]
    for row in zip(*columns, strict=True):
        sheet.append(row)


def _texts(sheet: WriteOnlyWorksheet, column: pd.Series[Any]) -> list[Any]:
    """The cells of a column of texts; one that is repeated in thousands of rows is looked at once."""
    made = {value: _text(sheet, value) for value in column.dropna().unique()}
    return [made.get(value) for value in column]


def _text(sheet: WriteOnlyWorksheet, value: Any) -> WriteOnlyCell | str:
    """A text that stays one whatever it begins with: the name of a series may look like a formula or an error."""
    words = ILLEGAL_CHARACTERS_RE.sub("", value.isoformat() if isinstance(value, pd.Timestamp) else str(value))
    if not words.startswith(("=", "#")):
        return words[:_LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, words[:_LONGEST_TEXT])
    cell.data_type = "s"
    return cell
