/** What a build found. Errors stop the build, warnings are only told. */
export class Problems {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];

  error(message: string): void {
    if (!this.errors.includes(message)) this.errors.push(message);
  }

  warn(message: string): void {
    if (!this.warnings.includes(message)) this.warnings.push(message);
  }

  /** Throws when there was any error, naming all of them. */
  throwIfAny(): void {
    if (this.errors.length === 0) return;
    throw new Error(
      `The mini-program does not compile:\n- ${this.errors.join('\n- ')}`
    );
  }
}
