"""The web app: thin routes over the views and the calls of the library, and the page that the browser runs."""
