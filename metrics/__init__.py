"""What is counted. Never imports streamlit."""
