"""What a network says in sentences: its measures, likely ties, and what to bear in mind."""

import streamlit as st

from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import data_name, table
from ecosystem.briefings.network.records import NetworkBriefing
from ecosystem.display.network.text import say_measure, say_sentences
from ecosystem.display.tables import as_text


def show_words(briefing: NetworkBriefing) -> None:
    """Show every sentence and measure of a network, likely ties and caveats."""
    st.header(t("network.says"), anchor=False)
    sentences = say_sentences(briefing, language())
    st.markdown("\n".join(f"- {data_name(sentence)}" for sentence in sentences))
    with st.expander(t("network.all_measures")):
        lines = [
            f"- {data_name(say_measure(figure, language()))} *{data_name(say(figure.caveat))}*"
            for figure in briefing.measures.values()
        ]
        st.markdown("\n".join(lines))
    _predicted(briefing)
    with st.expander(t("network.bear_in_mind")):
        caveats = dict.fromkeys(say(caveat) for caveat in briefing.caveats)
        st.markdown("\n".join(f"- {data_name(caveat)}" for caveat in caveats))


def show_sentences_of(briefing: NetworkBriefing, *subjects: str) -> None:
    """Show the sentences of some subjects."""
    sentences = zip(briefing.sentences, say_sentences(briefing, language()), strict=True)
    for sentence, text in sentences:
        if sentence.key.startswith(subjects):
            st.markdown(data_name(text))


def _predicted(briefing: NetworkBriefing) -> None:
    """List likely ties: a guess on a list of its own, apart from gaps."""
    if not briefing.predicted:
        return
    rows: list[dict[str, object]] = [
        {
            t("network.column.one"): tie.name,
            t("network.column.other"): tie.other_name,
            t("network.column.shared"): tie.shared,
        }
        for tie in briefing.predicted
    ]
    with st.expander(t("network.predicted")):
        st.write(t("network.predicted.help"))
        table(as_text(rows, language()))
