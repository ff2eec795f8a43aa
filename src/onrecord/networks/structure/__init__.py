"""What a discourse network shows: communities, polarization, brokers, backbone, changes, ideal points, and how sure.

Every answer is the same for the same seed. Networks without statements, with one actor, one concept or no ties have an
answer that says so (no community, an index of 0) unless the function says that it refuses them.
"""
