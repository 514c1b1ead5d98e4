package org.marshrut.llm.internal.ffi;

import static org.marshrut.llm.internal.ffi.StructTable.flag;
import static org.marshrut.llm.internal.ffi.StructTable.integer;
import static org.marshrut.llm.internal.ffi.StructTable.pointer;
import static org.marshrut.llm.internal.ffi.StructTable.real;

import java.util.List;

/// What differs between the supported builds of llama.cpp: two parameter structs and a few function
/// names. 64-bit Linux; the same on x86-64 and AArch64.
///
/// @param name of the build, for messages
/// @param separateBackends processor-specific code sits in libraries of its own, which have to be
///   loaded from the library's directory first
/// @param memoryHandle cache functions take the context's memory instead of the context
/// @param removeFromCache function that drops a range of a sequence from the cache
/// @param copyInCache function that shares a range of one sequence with another
public record Abi(
        String name,
        boolean separateBackends,
        boolean memoryHandle,
        String removeFromCache,
        String copyInCache,
        StructTable modelParams,
        StructTable contextParams) {

    /// llama.cpp v0.5.0.
    public static final Abi V0_5_0 =
            new Abi(
                    "v0.5.0",
                    true,
                    true,
                    "llama_memory_seq_rm",
                    "llama_memory_seq_cp",
                    new StructTable(
                            "llama_model_default_params",
                            80,
                            List.of(
                                    pointer("devices", 0),
                                    pointer("tensor_buft_overrides", 8),
                                    integer("n_gpu_layers", 16, -1),
                                    integer("split_mode", 20, 1),
                                    integer("load_mode", 24, -1),
                                    integer("lazy_mode", 28, 1),
                                    integer("main_gpu", 32, 0),
                                    pointer("tensor_split", 40),
                                    pointer("progress_callback", 48),
                                    pointer("progress_callback_user_data", 56),
                                    pointer("kv_overrides", 64),
                                    flag("vocab_only", 72, false),
                                    flag("check_tensors", 73, false),
                                    flag("use_extra_bufts", 74, true),
                                    flag("no_host", 75, false),
                                    flag("no_alloc", 76, false),
                                    flag("load_mtp", 77, false))),
                    new StructTable(
                            "llama_context_default_params",
                            160,
                            List.of(
                                    integer("n_ctx", 0, 512),
                                    integer("n_batch", 4, 2048),
                                    integer("n_ubatch", 8, 512),
                                    integer("n_seq_max", 12, 1),
                                    integer("n_rs_seq", 16, 0),
                                    integer("n_outputs_max", 20, 0),
                                    integer("n_outputs_max_per_seq", 24, 1),
                                    integer("n_threads", 28, 4),
                                    integer("n_threads_batch", 32, 4),
                                    integer("ctx_type", 36, 0),
                                    integer("rope_scaling_type", 40, -1),
                                    integer("pooling_type", 44, -1),
                                    integer("attention_type", 48, -1),
                                    integer("flash_attn_type", 52, -1),
                                    real("rope_freq_base", 56, 0),
                                    real("rope_freq_scale", 60, 0),
                                    real("yarn_ext_factor", 64, -1),
                                    real("yarn_attn_factor", 68, -1),
                                    real("yarn_beta_fast", 72, -1),
                                    real("yarn_beta_slow", 76, -1),
                                    integer("yarn_orig_ctx", 80, 0),
                                    real("defrag_thold", 84, -1),
                                    pointer("cb_eval", 88),
                                    pointer("cb_eval_user_data", 96),
                                    integer("type_k", 104, 1),
                                    integer("type_v", 108, 1),
                                    pointer("abort_callback", 112),
                                    pointer("abort_callback_data", 120),
                                    flag("embeddings", 128, false),
                                    flag("offload_kqv", 129, true),
                                    flag("no_perf", 130, true),
                                    flag("op_offload", 131, true),
                                    flag("swa_full", 132, true),
                                    flag("kv_unified", 133, false),
                                    pointer("samplers", 136),
                                    pointer("n_samplers", 144),
                                    pointer("ctx_other", 152))));

    /// llama.cpp b4916.
    public static final Abi B4916 =
            new Abi(
                    "b4916",
                    false,
                    false,
                    "llama_kv_self_seq_rm",
                    "llama_kv_self_seq_cp",
                    new StructTable(
                            "llama_model_default_params",
                            64,
                            List.of(
                                    pointer("devices", 0),
                                    integer("n_gpu_layers", 8, 0),
                                    integer("split_mode", 12, 1),
                                    integer("main_gpu", 16, 0),
                                    pointer("tensor_split", 24),
                                    pointer("progress_callback", 32),
                                    pointer("progress_callback_user_data", 40),
                                    pointer("kv_overrides", 48),
                                    flag("vocab_only", 56, false),
                                    flag("use_mmap", 57, true),
                                    flag("use_mlock", 58, false),
                                    flag("check_tensors", 59, false))),
                    new StructTable(
                            "llama_context_default_params",
                            120,
                            List.of(
                                    integer("n_ctx", 0, 512),
                                    integer("n_batch", 4, 2048),
                                    integer("n_ubatch", 8, 512),
                                    integer("n_seq_max", 12, 1),
                                    integer("n_threads", 16, 4),
                                    integer("n_threads_batch", 20, 4),
                                    integer("rope_scaling_type", 24, -1),
                                    integer("pooling_type", 28, -1),
                                    integer("attention_type", 32, -1),
                                    real("rope_freq_base", 36, 0),
                                    real("rope_freq_scale", 40, 0),
                                    real("yarn_ext_factor", 44, -1),
                                    real("yarn_attn_factor", 48, 1),
                                    real("yarn_beta_fast", 52, 32),
                                    real("yarn_beta_slow", 56, 1),
                                    integer("yarn_orig_ctx", 60, 0),
                                    real("defrag_thold", 64, -1),
                                    pointer("cb_eval", 72),
                                    pointer("cb_eval_user_data", 80),
                                    integer("type_k", 88, 1),
                                    integer("type_v", 92, 1),
                                    flag("logits_all", 96, false),
                                    flag("embeddings", 97, false),
                                    flag("offload_kqv", 98, true),
                                    flag("flash_attn", 99, false),
                                    flag("no_perf", 100, true),
                                    pointer("abort_callback", 104),
                                    pointer("abort_callback_data", 112))));

    /// The table of a build.
    ///
    /// @throws NativeException when there is none
    public static Abi named(String name) {
        return switch (name) {
            case "v0.5.0" -> V0_5_0;
            case "b4916" -> B4916;
            default ->
                    throw new NativeException(
                            "llama.cpp build %s is not supported; supported are v0.5.0 and b4916."
                                    .formatted(name));
        };
    }
}
