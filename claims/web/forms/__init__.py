"""What people type on the pages. A form says what is malformed; a service says what may not be."""
