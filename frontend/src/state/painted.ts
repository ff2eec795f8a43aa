/** What can wait until the eye has what it asked for. */

/** Resolves once what was changed is on the screen: to ask the server takes the page 5 ms, which a key need not wait for. */
export function painted(): Promise<void> {
  return new Promise((resume) => {
    requestAnimationFrame(() => setTimeout(resume));
    setTimeout(resume, 100); // a page that is hidden paints nothing
  });
}
