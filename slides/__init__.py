"""What is shared: a scorecard as a picture, a page, a document and a deck."""
