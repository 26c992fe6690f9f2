/** A service as a new branch of a trade starts with it, with its paper and its business, each `[zh, en]`. */
export interface CatalogueEntry {
  prefix: string;
  nameZh: string;
  nameEn: string;
  targetWaitMinutes: number;
  targetServiceMinutes: number;
  documents: [zh: string, en: string][];
  business: [zh: string, en: string][];
}
