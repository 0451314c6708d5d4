"""Pictures of the demo, drawn by the house itself: what people show in posts, and their faces.

The same name and number give the same picture.
"""
