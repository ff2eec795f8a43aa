/** Short notices at the edge of the screen, read out by screen readers. */

export interface Notice {
  id: number;
  text: string;
  kind: "done" | "problem";
  action?: { label: string; run: () => void };
}

export const notices = $state<{ list: Notice[] }>({ list: [] });
let last = 0;

/** Show a notice; a problem stays until it is closed, anything else for a while. */
export function notice(text: string, kind: Notice["kind"] = "done", action?: Notice["action"]): void {
  const id = ++last;
  notices.list = [...notices.list.filter((one) => one.text !== text), { id, text, kind, ...(action && { action }) }].slice(-4);
  if (kind === "done") setTimeout(() => dismiss(id), 5000);
}

export function dismiss(id: number): void {
  notices.list = notices.list.filter((one) => one.id !== id);
}
