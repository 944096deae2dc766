/* Chinese and Arabic whole numbers: 12, １２, 十二, 二十, 二〇一八, 一百零三, 廿, 两, 半 is not
 * one. */
#ifndef BASE_CNNUM_H
#define BASE_CNNUM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Reads the longest number at byte *at of s (half- or full-width digits, or Chinese numerals, digit
 * by digit or with 十百千万亿) and steps over it. False, *at unmoved, where none stands there or it
 * exceeds 10^15. */
bool cnnum_read(struct str s, size_t *at, int64_t *value) __attribute__((nonnull));

#endif
