"""What is seen of launches and of the road map. Values in, blocks out."""
