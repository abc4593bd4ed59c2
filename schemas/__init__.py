"""What enters and leaves unplot: options, records, truth files and tables. Imports nothing of ours."""
