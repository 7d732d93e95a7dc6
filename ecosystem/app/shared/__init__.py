"""What every page uses: frame, language, inputs, the register and its caches."""
