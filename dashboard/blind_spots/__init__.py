"""What the company's values cannot see, and checks on its measure."""
