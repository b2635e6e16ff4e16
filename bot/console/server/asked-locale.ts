import { z } from 'zod';

/** The language a paper is asked for in; the words of a language lie in a folder of this name. */
export const askedLocale = z
  .string()
  .regex(/^[A-Za-z-]{2,20}$/u)
  .default('zh-CN');
