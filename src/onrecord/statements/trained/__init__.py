"""The trained tagger: a small encoder on ONNX Runtime, decoding, and a re-ranker that says how sure it is."""
