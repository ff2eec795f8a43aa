/** Light or dark: as the system has it, until somebody switches. */

const KEPT = "onrecord.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

class Theme {
  #chosen = $state(kept());
  #system = $state(dark.matches);

  constructor() {
    dark.addEventListener("change", () => (this.#system = dark.matches, this.#show()));
    this.#show();
  }

  get dark(): boolean {
    return this.#chosen ? this.#chosen === "dark" : this.#system;
  }

  turn(): void {
    this.#chosen = this.dark ? "light" : "dark";
    this.#show();
    try {
      localStorage.setItem(KEPT, this.#chosen);
    } catch {
      // it holds until the page is closed
    }
  }

  #show(): void {
    document.documentElement.dataset["theme"] = this.dark ? "dark" : "light";
  }
}

export const theme = new Theme();
