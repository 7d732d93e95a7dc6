"""The pages of a referral: intake, suggestions as cards, the draft and its ending."""
