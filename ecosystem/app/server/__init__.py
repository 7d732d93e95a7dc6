"""What the server does beside answering pages: headers, memory, work done ahead."""
