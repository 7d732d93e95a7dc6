"""The Streamlit app: pages ask, brief and show."""
