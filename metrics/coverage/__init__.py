"""How much of the company's values their measurement can see."""
