"""The trained coder: one small encoder that recalls the concepts of a statement and judges its stance on each."""
