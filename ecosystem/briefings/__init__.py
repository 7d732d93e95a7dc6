"""Answer: one function per question users ask."""
