"""The pages as a reader's browser meets them, judged by Lighthouse and by a slow phone, beside a plain Dash page."""
