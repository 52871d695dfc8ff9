"""The site: settings, addresses, pages and charts over the domain in `flows`."""
