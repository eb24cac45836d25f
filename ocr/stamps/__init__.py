"""Names of signers on rubber stamps, in script types that no reader of print knows."""
