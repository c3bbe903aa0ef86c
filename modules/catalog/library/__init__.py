"""The library of products: a folder for each below `modules/catalog/products`, read and checked. No cdktf here."""
