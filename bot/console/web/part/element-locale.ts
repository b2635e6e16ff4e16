import en from 'element-plus/es/locale/lang/en';
import zhCn from 'element-plus/es/locale/lang/zh-cn';
import { computed } from 'vue';
import { language } from '../texts/language.ts';

/** The library's own words (months, "no data") in the language the pages speak. */
export const elementLocale = computed(() => (language.value.startsWith('zh') ? zhCn : en));
