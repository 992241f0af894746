#include "sha_lanes.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

#define LANES_INLINE static inline __attribute__((always_inline, target("sha,sse4.1,ssse3")))
#define LANES_CALL __attribute__((target("sha,sse4.1,ssse3")))

/// FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t constants[64] __attribute__((aligned(64))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

bool sha_lanes_usable(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return false;
    const bool has_sse = (c & bit_SSE4_1) && (c & bit_SSSE3);
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return false;
    return has_sse && (b & bit_SHA);
}

/// The state in the order that the instructions want.
typedef struct {
    __m128i abef, cdgh;
} lane;

LANES_INLINE lane load(const uint32_t state[8]) {
    const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    return (lane){_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
}

LANES_INLINE void store(lane from, uint32_t state[8]) {
    const __m128i feba = _mm_shuffle_epi32(from.abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(from.cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

/// `count` is a constant where this is called, so that all loops but the outer one are unrolled.
LANES_INLINE void run(lane *lanes, const uint8_t **bytes, int count, size_t blocks) {
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    for (size_t block = 0; block < blocks; block++) {
        lane before[2];
        __m128i words[2][4];
#pragma unroll
        for (int i = 0; i < count; i++) {
            before[i] = lanes[i];
#pragma unroll
            for (int word = 0; word < 4; word++) {
                const __m128i *from = (const __m128i *)(bytes[i] + block * 64 + word * 16);
                words[i][word] = _mm_shuffle_epi8(_mm_loadu_si128(from), big_endian);
            }
        }
#pragma unroll
        for (int four = 0; four < 16; four++) {
#pragma unroll
            for (int i = 0; i < count; i++) {
                __m128i *w = words[i];
                const __m128i now = w[four & 3];
                __m128i sum = _mm_add_epi32(now, _mm_load_si128((const __m128i *)(constants + four * 4)));
                lanes[i].cdgh = _mm_sha256rnds2_epu32(lanes[i].cdgh, lanes[i].abef, sum);
                sum = _mm_shuffle_epi32(sum, 0x0E);
                lanes[i].abef = _mm_sha256rnds2_epu32(lanes[i].abef, lanes[i].cdgh, sum);
                // The words of sixteen rounds later.
                if (four < 12) {
                    const __m128i last = w[(four + 3) & 3];
                    __m128i next = _mm_sha256msg1_epu32(now, w[(four + 1) & 3]);
                    next = _mm_add_epi32(next, _mm_alignr_epi8(last, w[(four + 2) & 3], 4));
                    w[four & 3] = _mm_sha256msg2_epu32(next, last);
                }
            }
        }
#pragma unroll
        for (int i = 0; i < count; i++) {
            lanes[i].abef = _mm_add_epi32(lanes[i].abef, before[i].abef);
            lanes[i].cdgh = _mm_add_epi32(lanes[i].cdgh, before[i].cdgh);
        }
    }
}

LANES_CALL void sha_lanes_one(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
    lane lanes[1] = {load(state)};
    run(lanes, &bytes, 1, blocks);
    store(lanes[0], state);
}

LANES_CALL void sha_lanes_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second, size_t blocks) {
    lane lanes[2] = {load(first_state), load(second_state)};
    const uint8_t *bytes[2] = {first, second};
    run(lanes, bytes, 2, blocks);
    store(lanes[0], first_state);
    store(lanes[1], second_state);
}

#else

bool sha_lanes_usable(void) { return false; }

void sha_lanes_one(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
    (void)state, (void)bytes, (void)blocks;
}

void sha_lanes_two(
    uint32_t first_state[8], const uint8_t *first, uint32_t second_state[8], const uint8_t *second, size_t blocks) {
    (void)first_state, (void)first, (void)second_state, (void)second, (void)blocks;
}

#endif
