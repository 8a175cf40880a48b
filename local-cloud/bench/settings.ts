export interface Settings {
  /** An empty folder for everything that is written; removed afterwards. */
  folder: string;
  /** How often each thing is measured; the median counts. */
  rounds: number;
}
