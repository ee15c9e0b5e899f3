"""Every metric, straight from its file."""

import streamlit as st

from dashboard.counting import definition_text
from dashboard.house import house
from dashboard.plain import plain
from words import known, say

st.title(say("How we count"))
st.markdown(
    plain(
        say(
            "Each number is counted by one file, the same everywhere. "
            "Verdicts come from the chance that the true amount meets its target: "
            "97.5 % and more is kept, 80 % probably kept, down to 20 % we can't tell, "
            "then probably broken, and 2.5 % or less is broken. A band is broken only "
            "by the chance that the amount is beyond one of its ends. Each chance is "
            "read from the same test as the interval; nothing was assumed beforehand. "
            "It knows chance alone, not what those who were not asked or stayed silent "
            "would have said."
        )
    )
)
for definition in house().catalog.values():
    short, question = known(definition.short), known(definition.question)
    with st.expander(f"**{plain(short)}** {plain(question)}"):
        st.subheader(plain(known(definition.name)))
        definition_text(definition)
