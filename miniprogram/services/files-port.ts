/** Files of this phone, and the way from them into the cloud's storage. */
export interface FilesPort {
  /**
   * Copies a temporary file to where it outlives the app; answers the path
   * to use from now on, which is the old one where there is no room.
   */
  keep(path: string, name: string): Promise<string>;
  /** Whether it is still there. */
  exists(path: string): Promise<boolean>;
  /** Deletes a copy that `keep` has made; anything else is left alone. */
  drop(path: string): void;
  upload(request: {
    path: string;
    cloudPath: string;
    /** From 0 to 1. */
    onProgress(fraction: number): void;
  }): Upload;
}

export interface Upload {
  /** Rejects when it failed or was cancelled. */
  done: Promise<void>;
  cancel(): void;
}
