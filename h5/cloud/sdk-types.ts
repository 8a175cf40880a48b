/** The part of `@cloudbase/js-sdk` that the bridge stands on. */
export interface SdkApp {
  callFunction(options: { name: string; data?: unknown }): Promise<unknown>;
  database(): SdkDatabase;
  uploadFile(options: {
    cloudPath: string;
    filePath: unknown;
  }): Promise<unknown>;
  getUploadMetadata(options: {
    cloudPath: string;
    method: 'post';
  }): Promise<unknown>;
  getTempFileURL(options: { fileList: unknown[] }): Promise<unknown>;
  deleteFile(options: { fileList: string[] }): Promise<unknown>;
}

export interface SdkDatabase {
  command: object;
  collection(name: string): SdkQuery;
  serverDate(options?: { offset?: number }): object;
  RegExp: unknown;
  Geo: unknown;
}

/** A collection, a query or a document: which methods work depends. */
export interface SdkQuery {
  where(condition: object): SdkQuery;
  orderBy(field: string, direction: string): SdkQuery;
  limit(count: number): SdkQuery;
  skip(count: number): SdkQuery;
  field(projection: object): SdkQuery;
  doc(id: string | number): SdkQuery;
  get(): Promise<unknown>;
  count(): Promise<unknown>;
  add(data: object): Promise<unknown>;
  set(data: object): Promise<unknown>;
  update(data: object): Promise<unknown>;
  remove(): Promise<unknown>;
  watch(options: {
    onChange(snapshot: SdkSnapshot): void;
    onError(error: unknown): void;
  }): { close(): unknown };
}

export interface SdkSnapshot {
  id: number;
  docs: unknown[];
  docChanges: Record<string, unknown>[];
  type?: string;
  msgType?: string;
}
