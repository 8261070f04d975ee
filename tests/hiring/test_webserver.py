"""What gunicorn is told before Django is there."""

from hiring import webserver


def test_counts_of_an_earlier_start_are_forgotten_and_nothing_else(monkeypatch, tmp_path):
    for name in ("counter_7.db", "histogram_7.db", "kept.txt"):
        (tmp_path / name).touch()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    webserver.on_starting(None)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_without_counts_there_is_nothing_to_forget(monkeypatch):
    monkeypatch.delenv("PROMETHEUS_MULTIPROC_DIR", raising=False)
    webserver.on_starting(None)
