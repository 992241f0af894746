#ifndef SHA_LANES_H
#define SHA_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has the instructions that the functions below are made of: x86-64 with the SHA extensions.
bool sha_lanes_usable(void);

/// SHA-256 (FIPS 180-4, 6.2.2) over whole blocks of 64 bytes. The state is a to h. Only where `sha_lanes_usable`.
void sha_lanes_one(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/// The same over two streams at once, as many blocks of each: a round waits for the one before it, and the other stream's
/// round fits into the wait.
void sha_lanes_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second, size_t blocks);

#endif
