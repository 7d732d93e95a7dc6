"""How the theme analysis counts: the shipped file, a register's own, and what makes no sense."""

from datetime import date

import pytest

from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.errors import EcosystemError, RuleError
from ecosystem.sources.rules.analysis_settings import changed_parameters, read_analysis_settings


def test_what_is_shipped_is_what_the_code_takes_where_no_file_is_read():
    """The defaults of Python are those of the command."""
    stated = read_analysis_settings()
    in_code = AnalysisSettings()

    assert stated.model_copy(update={"source": "", "source_da": ""}) == in_code.model_copy(
        update={"source": "", "source_da": ""}
    )


def test_a_register_has_its_own(tmp_path):
    """A folder that states one setting changes that one."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_analysis.yaml").write_text("defaults: {wash_in: 5}", encoding="utf-8")

    assert read_analysis_settings(tmp_path).defaults.wash_in_years == 5


def test_every_setting_without_sense_is_named(tmp_path):
    """All faults of the file at once."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_analysis.yaml").write_text(
        "defaults: {wash_in: -1, draws: many}\nnews: 1", encoding="utf-8"
    )

    with pytest.raises(RuleError) as refused:
        read_analysis_settings(tmp_path)

    told = " ".join(f"{fault.column} {fault.problem}" for fault in refused.value.faults)
    assert all(name in told for name in ("wash_in", "draws", "news"))


def test_what_is_asked_takes_the_place_of_the_default_and_nothing_else():
    """What nobody states stays as it was."""
    asked = changed_parameters(
        AnalysisParameters(), {"role": "lead", "from": date(2007, 1, 1), "wash_in": None}
    )

    assert (asked.role, asked.first_start, asked.wash_in_years) == ("lead", date(2007, 1, 1), 3)


def test_all_that_makes_no_sense_is_told_at_once():
    """The options are named as they are written."""
    with pytest.raises(EcosystemError) as refused:
        changed_parameters(AnalysisParameters(), {"wash_in": 99, "margin_years": -1.0})

    assert "--wash-in" in str(refused.value)
    assert "--margin-years" in str(refused.value)


def test_a_last_day_before_the_first_is_refused():
    """Both days are told."""
    days = {"from": date(2010, 1, 1), "until": date(2009, 1, 1)}

    with pytest.raises(EcosystemError, match="2009-01-01 lies before --from 2010-01-01"):
        changed_parameters(AnalysisParameters(), days)
