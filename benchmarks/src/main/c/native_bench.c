/*
 * Measures llama.cpp's shared objects without any Java, by llama-bench's protocol: a prompt of
 * random tokens decoded from an empty cache; then random tokens decoded one by one from an empty cache; no
 * sampling, no tokenising; threads as given.
 *
 *   native_bench BUILD LIBRARY_DIRECTORY MODEL THREADS        BUILD: v0.5.0 | b4916
 *
 * It obeys lines on its standard input, so that its work can alternate with another program's:
 *
 *   prompt N      -> prompt N NANOSECONDS
 *   generate N    -> generate N NANOSECONDS
 *   memory        -> memory RESIDENT_BYTES
 *
 * and says "loaded NANOSECONDS" first. Parameter structs are taken as blocks of words with the few
 * fields that matter at the same offsets as in the library's own tables of struct layouts.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CONTEXT_TOKENS = 1024, BATCH_TOKENS = 512 };

typedef struct { int64_t words[10]; } model_params_v0_5_0;
typedef struct { int64_t words[20]; } context_params_v0_5_0;
typedef struct { int64_t words[8]; } model_params_b4916;
typedef struct { int64_t words[15]; } context_params_b4916;

typedef struct {
    int32_t n_tokens;
    int32_t *token;
    float *embd;
    int32_t *pos;
    int32_t *n_seq_id;
    int32_t **seq_id;
    int8_t *logits;
} llama_batch;

typedef void (*no_arguments)(void);
typedef void (*with_text)(const char *);
typedef void *(*of_pointer)(void *);
typedef int32_t (*size_of)(void *);
typedef bool (*remover)(void *, int32_t, int32_t, int32_t);
typedef model_params_v0_5_0 (*model_defaults_v0_5_0)(void);
typedef context_params_v0_5_0 (*context_defaults_v0_5_0)(void);
typedef void *(*model_loader_v0_5_0)(const char *, model_params_v0_5_0);
typedef void *(*context_maker_v0_5_0)(void *, context_params_v0_5_0);
typedef model_params_b4916 (*model_defaults_b4916)(void);
typedef context_params_b4916 (*context_defaults_b4916)(void);
typedef void *(*model_loader_b4916)(const char *, model_params_b4916);
typedef void *(*context_maker_b4916)(void *, context_params_b4916);

static void *library;
static void *context;
static int32_t vocabulary_size;
static int32_t (*decode)(void *, llama_batch);
static llama_batch (*batch_get_one)(int32_t *, int32_t);
static void (*synchronize)(void *);
static remover remove_from_cache;
static void *cache;

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "native_bench: %s %s\n", what, detail ? detail : "");
    exit(1);
}

static void *symbol(const char *name) {
    void *found = dlsym(library, name);
    if (!found) fail("missing function", name);
    return found;
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t) t.tv_sec * 1000000000 + t.tv_nsec;
}

static void set_int(void *params, int offset, int32_t value) {
    memcpy((char *) params + offset, &value, sizeof value);
}

static void set_flag(void *params, int offset, bool value) {
    memcpy((char *) params + offset, &value, 1);
}

static void quiet(int level, const char *text, void *data) {
    (void) data;
    if (level == 4) fputs(text, stderr);
}

static void count_vocabulary(void *model) {
    void *vocabulary = ((of_pointer) symbol("llama_model_get_vocab"))(model);
    vocabulary_size = ((size_of) symbol("llama_vocab_n_tokens"))(vocabulary);
}

static void open_v0_5_0(const char *directory, const char *file, int threads) {
    ((with_text) symbol("ggml_backend_load_all_from_path"))(directory);
    ((no_arguments) symbol("llama_backend_init"))();
    model_params_v0_5_0 mp =
        ((model_defaults_v0_5_0) symbol("llama_model_default_params"))();
    set_int(&mp, 24, 0); /* load_mode: read, no mapping */
    void *model = ((model_loader_v0_5_0) symbol("llama_model_load_from_file"))(file, mp);
    if (!model) fail("can't load", file);
    context_params_v0_5_0 cp =
        ((context_defaults_v0_5_0) symbol("llama_context_default_params"))();
    set_int(&cp, 0, CONTEXT_TOKENS);
    set_int(&cp, 4, BATCH_TOKENS);
    set_int(&cp, 8, BATCH_TOKENS);
    set_int(&cp, 28, threads);
    set_int(&cp, 32, threads);
    context = ((context_maker_v0_5_0) symbol("llama_init_from_model"))(model, cp);
    if (!context) fail("no context for", file);
    cache = ((of_pointer) symbol("llama_get_memory"))(context);
    remove_from_cache = (remover) symbol("llama_memory_seq_rm");
    count_vocabulary(model);
}

static void open_b4916(const char *file, int threads) {
    ((no_arguments) symbol("llama_backend_init"))();
    model_params_b4916 mp =
        ((model_defaults_b4916) symbol("llama_model_default_params"))();
    set_flag(&mp, 57, false); /* use_mmap */
    void *model = ((model_loader_b4916) symbol("llama_model_load_from_file"))(file, mp);
    if (!model) fail("can't load", file);
    context_params_b4916 cp =
        ((context_defaults_b4916) symbol("llama_context_default_params"))();
    set_int(&cp, 0, CONTEXT_TOKENS);
    set_int(&cp, 4, BATCH_TOKENS);
    set_int(&cp, 8, BATCH_TOKENS);
    set_int(&cp, 16, threads);
    set_int(&cp, 20, threads);
    context = ((context_maker_b4916) symbol("llama_init_from_model"))(model, cp);
    if (!context) fail("no context for", file);
    cache = context;
    remove_from_cache = (remover) symbol("llama_kv_self_seq_rm");
    count_vocabulary(model);
}

static void decode_or_fail(int32_t *tokens, int count) {
    if (decode(context, batch_get_one(tokens, count)) != 0) fail("decoding failed", NULL);
    synchronize(context);
}

static int64_t prompt(int count) {
    int32_t tokens[CONTEXT_TOKENS];
    for (int i = 0; i < count; i++) tokens[i] = rand() % vocabulary_size;
    remove_from_cache(cache, 0, 0, -1);
    int64_t from = now();
    for (int done = 0; done < count; done += BATCH_TOKENS)
        decode_or_fail(tokens + done, count - done < BATCH_TOKENS ? count - done : BATCH_TOKENS);
    return now() - from;
}

static int64_t generate(int count) {
    remove_from_cache(cache, 0, 0, -1);
    int32_t token = rand() % vocabulary_size;
    int64_t from = now();
    for (int i = 0; i < count; i++) {
        decode_or_fail(&token, 1);
        token = rand() % vocabulary_size;
    }
    return now() - from;
}

static int64_t resident_bytes(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%*d %ld", &pages) != 1) fail("can't read", "/proc/self/statm");
    fclose(file);
    return (int64_t) pages * sysconf(_SC_PAGESIZE);
}

int main(int count, char **arguments) {
    if (count != 5) fail("usage:", "native_bench BUILD LIBRARY_DIRECTORY MODEL THREADS");
    bool current = strcmp(arguments[1], "v0.5.0") == 0;
    const char *directory = arguments[2];
    char path[4096];
    snprintf(
        path, sizeof path, "%s/%s", directory, current ? "libllama.v0.5.0.so" : "libjllama.so");
    library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) fail("can't open", dlerror());
    ((void (*)(void (*)(int, const char *, void *), void *)) symbol("llama_log_set"))(quiet, NULL);
    decode = (int32_t (*)(void *, llama_batch)) symbol("llama_decode");
    batch_get_one = (llama_batch (*)(int32_t *, int32_t)) symbol("llama_batch_get_one");
    synchronize = (void (*)(void *)) symbol("llama_synchronize");
    int64_t from = now();
    if (current) open_v0_5_0(directory, arguments[3], atoi(arguments[4]));
    else open_b4916(arguments[3], atoi(arguments[4]));
    printf("loaded %lld\n", (long long) (now() - from));
    fflush(stdout);

    char line[128];
    while (fgets(line, sizeof line, stdin)) {
        int n = 0;
        if (sscanf(line, "prompt %d", &n) == 1 && n > 0 && n <= CONTEXT_TOKENS)
            printf("prompt %d %lld\n", n, (long long) prompt(n));
        else if (sscanf(line, "generate %d", &n) == 1 && n > 0 && n <= CONTEXT_TOKENS)
            printf("generate %d %lld\n", n, (long long) generate(n));
        else if (strcmp(line, "memory\n") == 0)
            printf("memory %lld\n", (long long) resident_bytes());
        else
            fail("unknown command", line);
        fflush(stdout);
    }
    /* Exiting without freeing: the backends' own destructors are not what is measured here. */
    _exit(0);
}
