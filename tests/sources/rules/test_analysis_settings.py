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


BACKWARDS = {"from": date(2010, 1, 1), "until": date(2009, 1, 1)}
BOTH_DAYS = r"until\) 2009-01-01 lies before .*2010-01-01.* / .*2009-01-01 ligger før .*2010-01-01"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: AnalysisParameters(first_start=BACKWARDS["from"], last_start=BACKWARDS["until"]),
        lambda: AnalysisParameters.model_validate_json(
            '{"from": "2010-01-01", "until": "2009-01-01"}'
        ),
        lambda: changed_parameters(AnalysisParameters(), BACKWARDS),
        lambda: changed_parameters(
            AnalysisParameters(first_start=BACKWARDS["from"]), {"until": BACKWARDS["until"]}
        ),
    ],
    ids=["python", "app", "command", "command against a default"],
)
def test_a_last_day_before_the_first_is_refused_in_both_languages(ask):
    """Both days are told, wherever somebody asks."""
    with pytest.raises(EcosystemError, match=BOTH_DAYS):
        ask()


def test_a_file_whose_last_day_is_before_its_first_is_refused_by_its_name(tmp_path):
    """It is a fault of the file like another."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_analysis.yaml").write_text(
        "defaults: {from: 2010-01-01, until: 2009-01-01}", encoding="utf-8"
    )

    with pytest.raises(RuleError, match=BOTH_DAYS) as refused:
        read_analysis_settings(tmp_path)

    assert [fault.table for fault in refused.value.faults] == ["rules/_analysis.yaml"]


def test_one_day_is_a_window():
    """The first day may be the last."""
    day = date(2010, 1, 1)
    assert AnalysisParameters(first_start=day, last_start=day).last_start == day


def test_a_name_under_two_indicators_is_refused_with_both(tmp_path):
    """However it is spelled; it could not be told which one is meant."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "_analysis.yaml").write_text(
        "indicators:\n  Nye job: [antal nye job]\n  Job: [Antal_Nye  job]", encoding="utf-8"
    )

    with pytest.raises(RuleError, match="'antal nye job' counts as Nye job, Job"):
        read_analysis_settings(tmp_path)
