"""What people see: commands, pages, exports."""
