// A book half-bound in leather and marbled paper on sewn sections, a folder of bone.
#include "studio.inc"
Ground(srgb <0.74, 0.70, 0.64>)
Window(<-56, 56, -26>, <0, 4, 0>, 1.3)
Eye(<-5, 27, -39>, <0.6, 2.6, -0.6>, 38, <-3, 5, -7.2>, 0.8)

#declare S = seed(41);
#declare Leaf = srgb <0.93, 0.89, 0.80>;
#macro Sheet() texture { pigment { color Leaf * (0.94 + 0.1 * rand(S)) } normal { granite 0.1 scale 0.4 } finish { diffuse 0.8, 0.05 ambient 0 } } #end
// One section: folded sheets, the fold to -x.
#macro Section(Thick, X, Z)
  union {
    #local N = 7; #local H = Thick / (2 * N);
    #for (I, 0, N - 1)
      #local R = H * (I + 0.5); #local D = 0.02 * rand(S) - 0.13 * (N - I) / N;
      union {
        difference { cylinder { <0, 0, -Z / 2>, <0, 0, Z / 2>, R + H * 0.46 } cylinder { <0, 0, -Z>, <0, 0, Z>, R - H * 0.46 } box { <0, -5, -Z>, <5, 5, Z> } }
        box { <0, R - H * 0.46, -Z / 2>, <X + D, R + H * 0.46, Z / 2> }
        box { <0, -R - H * 0.46, -Z / 2>, <X + D, -R + H * 0.46, Z / 2> }
        translate z * 0.05 * (rand(S) - 0.5)
        Sheet()
      }
    #end
  }
#end
#declare BX = 15.5; #declare BZ = 21; #declare T = 0.62;
#declare Thread = texture { pigment { color srgb <0.80, 0.70, 0.52> } normal { gradient y 0.5 scale 0.06 rotate z * 40 } finish { diffuse 0.8 ambient 0 } }
union { // the sewn block, spine to the left and front
  #for (I, 0, 5)
    object { Section(T - 0.03, BX, BZ) translate <0.10 * (rand(S) - 0.5), T * (I + 0.5), 0.12 * (rand(S) - 0.5)> }
  #end
  #for (K, 0, 4)
    #local Z = -BZ / 2 + BZ * (K + 0.75) / 5.5;
    #if (K > 0 & K < 4)
      sphere_sweep { linear_spline 4, <0.9, -0.0, Z>, 0.13, <-0.42, 0.1, Z>, 0.17, <-0.42, 6 * T - 0.1, Z>, 0.17, <1.6, 6 * T + 0.10, Z + 0.2>, 0.12 texture { Thread } }
    #end
    #for (I, 0, 5)
      sphere_sweep { linear_spline 3, <-0.24, T * (I + 0.5) + 0.05, Z - 0.42>, 0.05, <-0.58, T * (I + 0.5), Z>, 0.055, <-0.24, T * (I + 0.5) - 0.05, Z + 0.42>, 0.05 texture { Thread } }
    #end
  #end
  translate <-BX / 2, 0, 0> rotate y * -52 translate <0.6, 0.02, 2.4>
}
// the bound book on it, a little aslant
#declare Calf = texture {
  pigment { bozo scale 1.6 warp { turbulence 0.7 } color_map { [0 color srgb <0.30, 0.11, 0.08>] [1 color srgb <0.42, 0.16, 0.11>] } }
  normal { average normal_map { [2 crackle 0.35 scale 0.12] [1 granite 0.2] } }
  finish { diffuse 0.72 ambient 0 specular 0.3 roughness 0.03 reflection { 0, 0.1 fresnel on } } }
#declare Gold = texture { pigment { color srgb <0.88, 0.69, 0.30> } normal { granite 0.15 scale 0.3 }
  finish { diffuse 0.4 ambient 0 metallic specular 0.7 roughness 0.03 reflection { 0.3 metallic } } }
#declare Marbled = texture {
  pigment { marble scale <1.5, 1.1, 0.9> rotate y * 18 warp { turbulence <0.9, 0.2, 1.1> octaves 5 omega 0.42 lambda 2.1 } warp { turbulence <0.25, 0, 0.5> octaves 2 } scale 1.2
    color_map { [0.0 color srgb <0.20, 0.31, 0.55>] [0.16 color srgb <0.14, 0.22, 0.40>] [0.20 color srgb <0.91, 0.84, 0.70>] [0.27 color srgb <0.88, 0.78, 0.60>]
      [0.30 color srgb <0.62, 0.20, 0.14>] [0.48 color srgb <0.50, 0.14, 0.11>] [0.52 color srgb <0.91, 0.80, 0.58>] [0.58 color srgb <0.80, 0.58, 0.22>]
      [0.62 color srgb <0.13, 0.30, 0.30>] [0.85 color srgb <0.18, 0.40, 0.38>] [0.9 color srgb <0.90, 0.85, 0.74>] [1 color srgb <0.20, 0.31, 0.55>] } }
  normal { granite 0.04 scale 0.5 }
  finish { diffuse 0.76 ambient 0 specular 0.12 roughness 0.05 reflection { 0, 0.05 fresnel on } } }
#declare CX = 12.6; #declare CZ = 18; #declare CT = 2.7; #declare B = 0.26;
#macro Board(Y)
  union {
    superellipsoid { <0.04, 0.04> scale <CX / 2, B / 2, CZ / 2> translate <CX / 2, Y, 0> texture { Marbled } }
    box { <-0.02, Y - B / 2 - 0.015, -CZ / 2 - 0.012>, <3.0, Y + B / 2 + 0.015, CZ / 2 + 0.012> texture { Calf } }
    box { <3.02, Y - B / 2 - 0.012, -CZ / 2 - 0.005>, <3.12, Y + B / 2 + 0.017, CZ / 2 + 0.005> texture { Gold } }
    #for (Q, -1, 1, 2)
      prism { linear_sweep linear_spline Y - B / 2 - 0.013, Y + B / 2 + 0.013, 4, <CX + 0.01, Q * (CZ / 2 + 0.01)>, <CX - 2.6, Q * (CZ / 2 + 0.01)>, <CX + 0.01, Q * (CZ / 2 - 2.6)>, <CX + 0.01, Q * (CZ / 2 + 0.01)> texture { Calf } }
    #end
  }
#end
union {
  object { Board(B / 2) } object { Board(CT - B / 2) }
  #for (I, 0, 27)
    #local Y = B + (CT - 2 * B) * (I + 0.5) / 28;
    box { <0.1, Y - 0.036, -CZ / 2 + 0.3 + 0.03 * rand(S)>, <CX - 0.35 + 0.05 * rand(S) - 0.5 * pow((I - 13.5) / 14, 2) * 0.5, Y + 0.036, CZ / 2 - 0.3 - 0.03 * rand(S)> Sheet() }
  #end
  // the rounded spine with five bands and fillets of gold
  intersection {
    union {
      cylinder { <0.75, CT / 2, -CZ / 2>, <0.75, CT / 2, CZ / 2>, 1.55 texture { Calf } }
      #for (K, 0, 4)
        #local Z = -CZ / 2 + CZ * (K + 0.8) / 5.6;
        torus { 1.5, 0.24 rotate x * 90 translate <0.75, CT / 2, Z> texture { Calf } }
        #for (Q, -1, 1, 2) cylinder { <0.75, CT / 2, Z + Q * 0.42 - 0.04>, <0.75, CT / 2, Z + Q * 0.42 + 0.04>, 1.558 texture { Gold } } #end
      #end
      #for (Q, -1, 1, 2) cylinder { <0.75, CT / 2, Q * (CZ / 2 - 0.35) - 0.09>, <0.75, CT / 2, Q * (CZ / 2 - 0.35) + 0.09>, 1.558 texture { Gold } } #end
    }
    box { <-2, 0.02, -CZ>, <0.4, CT - 0.02, CZ> }
  }
  translate <-CX / 2, 0, 0> rotate y * -34 translate <0.8, 6 * T + 0.32, 1.8>
}
// bone folder
lathe { cubic_spline 9, <0, -7.5>, <0.02, -7.4>, <0.7, -6.9>, <1.05, -4>, <1.0, 0>, <0.85, 4>, <0.35, 6.9>, <0.02, 7.5>, <0, 7.6>
  scale <1, 1, 0.2> rotate x * 90 rotate y * -58 translate <-1.5, 0.24, -12.2>
  texture { pigment { granite scale <3, 1, 1> color_map { [0 color srgb <0.90, 0.85, 0.73>] [1 color srgb <0.95, 0.91, 0.82>] } }
    finish { diffuse 0.75 ambient 0 specular 0.4 roughness 0.01 reflection { 0.01, 0.15 fresnel on } } } }
