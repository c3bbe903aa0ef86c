"""The hub: a transit gateway, its route tables, the VPCs that all segments share, and who may use them."""
