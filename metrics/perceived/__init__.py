"""What we think we offered beside what customers perceived, ticket by ticket."""
