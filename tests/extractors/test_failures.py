import hashlib

import pytest

from extractors import EXTRACTOR_VERSION
from extractors.errors import CalibrationRejected, NotAChart, UnreadableImage
from extractors.failures import failed_record, unread_record
from schemas.options import Options
from schemas.reasons import Reason, Status


def test_the_unread_record_names_the_file_and_how_it_was_to_be_read() -> None:
    options = Options(ocr="tesseract")
    record = unread_record(b"bytes", "a.png", options)
    assert record.sha256 == hashlib.sha256(b"bytes").hexdigest()
    assert record.figure_id == record.sha256[:16]
    assert (record.source, record.status) == ("a.png", Status.FAILED)
    assert (record.extractor_version, record.options_hash) == (EXTRACTOR_VERSION, options.digest())


@pytest.mark.parametrize(
    ("error", "status", "reason", "message"),
    [
        (UnreadableImage(Reason.BLANK_IMAGE, "nothing"), Status.FAILED, Reason.BLANK_IMAGE, "nothing"),
        (CalibrationRejected(Reason.TOO_FEW_TICKS, "one"), Status.FAILED, Reason.TOO_FEW_TICKS, "one"),
        (NotAChart(Reason.OTHER_CHART, "bars"), Status.NOT_A_CHART, Reason.OTHER_CHART, "bars"),
        (MemoryError("8 GB"), Status.FAILED, Reason.OUT_OF_MEMORY, "no more memory: 8 GB"),
    ],
)
def test_an_error_becomes_status_reason_and_message(
    error: Exception, status: Status, reason: Reason, message: str
) -> None:
    record = failed_record(unread_record(b"", "a.png", Options()), error)
    assert (record.status, record.reason, record.message) == (status, reason, message)


def test_any_other_error_is_a_bug_with_its_place_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> float:
        return 1 / 0

    record = unread_record(b"", "a.png", Options())
    try:
        broken()
    except ZeroDivisionError as error:
        record = failed_record(record, error)
    assert record.reason is Reason.BUG
    assert record.message.startswith("ZeroDivisionError: division by zero (broken, line ")
    assert "unexpected error in a.png" in caplog.text
