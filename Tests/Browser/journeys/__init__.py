"""What people come to do, from the page where they sign in to the last, as they do it: one module for each who comes."""
