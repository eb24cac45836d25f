"""Names of signers under pens and seals or on stamps: where they stand, and their reader."""
