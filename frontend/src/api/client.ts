/** Asks the server: JSON in, JSON out, every refusal an `ApiProblem` in words. */

export type Query = Record<string, string | number | boolean | readonly string[] | null | undefined>;

/** Why something could not be done. `reason` is the API's word, or "unreachable" where no server answered. */
export class ApiProblem extends Error {
  constructor(
    readonly reason: string,
    message: string,
    readonly changedBy: string | null = null,
    readonly status = 0,
  ) {
    super(message);
    this.name = "ApiProblem";
  }
}

/** What every request needs to know of the session; filled by `state/session`. */
export const held = {
  token: null as string | null,
  signedOut: () => {},
  /** Asks for the session anew: the server was started again, and the token is another one. */
  renewed: async () => {},
};

/** Return the address of a path with the given query; empty values are left out, lists repeat their name. */
export function addressOf(path: string, query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one));
  }
  const whole = path.startsWith("/api") ? path : `/api${path}`;
  return pairs.size ? `${whole}?${pairs}` : whole;
}

export function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return asked<T>(addressOf(path, query), { signal: signal ?? null });
}

/** Send a change; `body` is JSON, or a form with files. */
export async function send<T>(method: "POST" | "DELETE" | "PUT", path: string, body?: unknown): Promise<T> {
  try {
    return await asked<T>(addressOf(path), written(method, body));
  } catch (error) {
    if (!(error instanceof ApiProblem && error.reason === "stale")) throw error;
    await held.renewed();
    return asked<T>(addressOf(path), written(method, body));
  }
}

function written(method: string, body: unknown): RequestInit {
  const headers: Record<string, string> = held.token ? { "X-Onrecord-Token": held.token } : {};
  if (body instanceof FormData) return { method, headers, body };
  if (body === undefined) return { method, headers };
  return { method, headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function asked<T>(address: string, options: RequestInit): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem("unreachable", "onrecord does not answer. Is `onrecord serve` still running?");
  }
  if (!answer.ok) throw await problemOf(answer);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const told: unknown = await answer.json().catch(() => null);
  const { reason, message, changed_by } = (told ?? {}) as Record<string, unknown>;
  if (answer.status === 401) held.signedOut();
  return new ApiProblem(
    typeof reason === "string" ? reason : answer.status >= 500 ? "failed" : "wrong",
    typeof message === "string" ? message : `The server answered ${answer.status}. Try again, or look at its output.`,
    typeof changed_by === "string" ? changed_by : null,
    answer.status,
  );
}
